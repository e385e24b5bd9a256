"""Where forms are sent, and one's own private pages; `values` names them for everyone else."""

from django.urls import path

from folkmoot.discussion import views

urlpatterns = [
    path("threads/<int:thread_id>/comments", views.post, name="post_comment"),
    path("comments/<int:comment_id>/vote", views.vote, name="cast_vote"),
    path("my/", views.my_comments, name="my_comments"),
    path("my/comments/<int:comment_id>/", views.receipt, name="receipt"),
    path("my/comments/<int:comment_id>/edit", views.edit, name="edit_comment"),
    path("my/comments/<int:comment_id>/withdraw", views.withdraw, name="withdraw_comment"),
]
