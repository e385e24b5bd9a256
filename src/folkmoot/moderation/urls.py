"""Where moderators decide."""

from django.urls import path

from folkmoot.moderation.views import comments, holding, threads

urlpatterns = [
    path("desk/queue/", comments.queue, name="desk_queue"),
    path("desk/comments/<int:comment_id>/", comments.comment, name="desk_comment"),
    path("desk/comments/<int:comment_id>/release", comments.release, name="desk_release"),
    path("desk/comments/<int:comment_id>/remove", comments.remove, name="desk_remove"),
    path("desk/comments/<int:comment_id>/pick", comments.pick, name="desk_pick"),
    path("desk/comments/<int:comment_id>/unpick", comments.unpick, name="desk_unpick"),
    path("desk/threads/", threads.threads, name="desk_threads"),
    path("desk/threads/<int:thread_id>/close", threads.close, name="desk_close"),
    path("desk/threads/<int:thread_id>/reopen", threads.reopen, name="desk_reopen"),
    path("desk/threads/<int:thread_id>/pace", threads.pace, name="desk_pace"),
    path("desk/discussion/", holding.settings, name="desk_discussion"),
]
