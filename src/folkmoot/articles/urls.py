"""Addresses of the desk where articles are written; `values` names them for everyone else."""

from django.urls import path

from folkmoot.articles.views import articles, fixed_pages, home

urlpatterns = [
    path("desk/", home.home, name="desk"),
    path("desk/articles/", articles.article_list, name="desk_articles"),
    path("desk/articles/new/", articles.new_article, name="desk_article_new"),
    path("desk/articles/<int:article_id>/", articles.one_article, name="desk_article"),
    path("desk/pages/", fixed_pages.page_list, name="desk_pages"),
    path("desk/pages/new/", fixed_pages.new_page, name="desk_page_new"),
    path("desk/pages/<int:page_id>/", fixed_pages.one_page, name="desk_page"),
]
