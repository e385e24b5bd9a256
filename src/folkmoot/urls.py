"""All addresses of the house. `/healthz` is answered by the edge, `/static/` by `kit.static`."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from folkmoot.discussion.api import api
from folkmoot.discussion.api.page import page as interface
from folkmoot.funding.api import router as funding
from folkmoot.kit.http import health, media, metrics

api.add_router("", funding)

urlpatterns: list[URLPattern | URLResolver] = [
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("media/<path:name>", media.picture, name="picture"),
    path("admin/login/", RedirectView.as_view(pattern_name="sign_in", query_string=True)),  # one door, one limit
    path("admin/", admin.site.urls),
    path("api/v1/docs/", interface, name="interface"),
    path("api/v1/", api.urls),
    path("", include("folkmoot.readers.urls")),
    path("", include("folkmoot.articles.urls")),
    path("", include("folkmoot.discussion.urls")),
    path("", include("folkmoot.moderation.urls")),
    path("", include("folkmoot.funding.urls")),
    path("", include("folkmoot.pages.urls")),  # last: it answers every address that nobody else does
]

handler400 = "folkmoot.kit.http.handlers.bad_request"
handler403 = "folkmoot.kit.http.handlers.permission_denied"
handler404 = "folkmoot.kit.http.handlers.not_found"
handler500 = "folkmoot.kit.http.handlers.server_error"
