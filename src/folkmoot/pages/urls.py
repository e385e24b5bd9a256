"""Addresses of the newspaper. They come last of all: a fixed page may have any name that nobody else has."""

from django.urls import include, path, re_path

from folkmoot.pages import edits, history, preview, search, sitemaps, theme, views

urlpatterns = [
    path("", views.front, name="front"),
    path("articles/<str:slug>/", views.article, name="article"),
    path("articles/<str:slug>/history/", history.history, name="history"),
    path("articles/<str:slug>/history/<int:number>/", history.revision, name="revision"),
    path("threads/<int:thread_id>/", views.thread, name="thread"),
    path("comments/<int:comment_id>", views.comment, name="comment"),
    path("comments/<int:comment_id>/edits", edits.edits, name="comment_edits"),
    path("section/<str:slug>/", views.section, name="section"),
    path("author/<str:slug>/", views.author, name="author"),
    path("tag/<str:slug>/", views.tag, name="tag"),
    path("search", search.search, name="search"),
    path("", include("folkmoot.pages.feeds.urls")),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemap-<int:number>.xml", sitemaps.part, name="sitemap_part"),
    path("news-sitemap.xml", sitemaps.news, name="news_sitemap"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("theme/<str:digest>.css", theme.stylesheet, name="theme"),
    path("desk/articles/new/preview/", preview.new, name="preview_new"),
    path("desk/articles/<int:article_id>/preview/", preview.typed, name="preview_typed"),
    path("desk/preview/<str:token>/", preview.sent, name="preview_sent"),
    path("<str:slug>/", views.fixed_page, name="fixed_page"),
    re_path("", views.unknown, name="unknown"),
]
