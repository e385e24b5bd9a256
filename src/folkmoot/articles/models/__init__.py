"""Publications, pages, articles, revisions: the store."""

from folkmoot.articles.models.articles import Article, Byline, Correction, Picture, Withdrawal
from folkmoot.articles.models.desk import Autosave, PreviewLink
from folkmoot.articles.models.pages import FixedPage, FormerPath, LinkMention, OutsidePage, Page, Redirect, is_public
from folkmoot.articles.models.publications import Author, Publication, Section, Tag
from folkmoot.articles.models.revisions import Block, Revision, Seal
from folkmoot.articles.models.search import ARTICLE_INDEX, SearchedArticle

__all__ = [
    "ARTICLE_INDEX",
    "Article",
    "Author",
    "Autosave",
    "Block",
    "Byline",
    "Correction",
    "FixedPage",
    "FormerPath",
    "LinkMention",
    "OutsidePage",
    "Page",
    "Picture",
    "PreviewLink",
    "Publication",
    "Redirect",
    "Revision",
    "Seal",
    "SearchedArticle",
    "Section",
    "Tag",
    "Withdrawal",
    "is_public",
]
