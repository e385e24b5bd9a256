"""Where forms are sent, and one's own private pages; `values` names them for everyone else."""

from django.urls import path

from folkmoot.discussion.views import own, posting, questions, quoting, voting, writing

urlpatterns = [
    path("threads/<int:thread_id>/comments", posting.post, name="post_comment"),
    path("comments/<int:comment_id>/vote", voting.vote, name="cast_vote"),
    path("desk/questions/", questions.questions, name="desk_questions"),
    path("my/", own.my_comments, name="my_comments"),
    path("my/threads/<int:thread_id>/", writing.write, name="write_comment"),
    path("my/quotes/<int:comment_id>/", quoting.quote, name="quote"),
    path("my/comments/<int:comment_id>/", own.receipt, name="receipt"),
    path("my/comments/<int:comment_id>/edit", own.edit, name="edit_comment"),
    path("my/comments/<int:comment_id>/withdraw", own.withdraw, name="withdraw_comment"),
]
