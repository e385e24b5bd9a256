"""Where moderators decide."""

from django.urls import path

from folkmoot.moderation import views

urlpatterns = [
    path("desk/queue/", views.queue, name="desk_queue"),
    path("desk/comments/<int:comment_id>/", views.comment, name="desk_comment"),
    path("desk/comments/<int:comment_id>/release", views.release, name="desk_release"),
    path("desk/comments/<int:comment_id>/remove", views.remove, name="desk_remove"),
    path("desk/threads/", views.threads, name="desk_threads"),
    path("desk/threads/<int:thread_id>/close", views.close, name="desk_close"),
    path("desk/threads/<int:thread_id>/reopen", views.reopen, name="desk_reopen"),
]
