"""Addresses of the desk where articles are written; `values` names them for everyone else."""

from django.urls import path

from folkmoot.articles.values import PartKind
from folkmoot.articles.views import (
    article_list,
    articles,
    autosaves,
    fixed_pages,
    founding,
    front,
    home,
    links,
    newspaper,
    parts,
    pictures,
    versions,
    withdrawal,
)

urlpatterns = [
    path("begin/", founding.begin, name="begin"),
    path("desk/", home.home, name="desk"),
    path("desk/articles/", article_list.article_list, name="desk_articles"),
    path("desk/articles/new/", articles.new_article, name="desk_article_new"),
    path("desk/articles/new/autosave/", autosaves.new_typed, name="desk_article_new_typed"),
    path("desk/articles/<int:article_id>/", articles.one_article, name="desk_article"),
    path("desk/articles/<int:article_id>/autosave/", autosaves.typed, name="desk_article_typed"),
    path("desk/articles/<int:article_id>/history/", versions.versions, name="desk_article_versions"),
    path("desk/articles/<int:article_id>/links/", links.links, name="desk_article_links"),
    path("desk/articles/<int:article_id>/withdraw/", withdrawal.withdrawal, name="desk_article_withdrawal"),
    path("desk/pictures/", pictures.library, name="desk_pictures"),
    path("desk/pictures/choose/", pictures.choose, name="desk_pictures_choose"),
    path("desk/pictures/<int:picture_id>/", pictures.one_picture, name="desk_picture"),
    path("desk/pages/", fixed_pages.page_list, name="desk_pages"),
    path("desk/pages/new/", fixed_pages.new_page, name="desk_page_new"),
    path("desk/pages/begin/", fixed_pages.begin_page, name="desk_page_begin"),
    path("desk/pages/<int:page_id>/", fixed_pages.one_page, name="desk_page"),
    path("desk/front/", front.front, name="desk_front"),
    path("desk/sections/", parts.sections, name="desk_sections"),
    path("desk/sections/<int:part_id>/", parts.one_part, {"kind": PartKind.SECTION}, name="desk_section"),
    path("desk/authors/<int:part_id>/", parts.one_part, {"kind": PartKind.AUTHOR}, name="desk_author"),
    path("desk/tags/<int:part_id>/", parts.one_part, {"kind": PartKind.TAG}, name="desk_tag"),
    path("desk/publication/", newspaper.names, name="desk_publication"),
    path("desk/publication/look/", newspaper.look, name="desk_look"),
    path("desk/publication/menu/", newspaper.menu, name="desk_menu"),
    path("desk/publication/words/", newspaper.words, name="desk_words"),
]
