"""Publications, pages, articles, revisions: the store."""

from folkmoot.articles.models.articles import Article, Byline, Correction, Picture, Withdrawal
from folkmoot.articles.models.desk import Autosave, PreviewLink
from folkmoot.articles.models.pages import FixedPage, FormerPath, LinkMention, OutsidePage, Page, Redirect, is_public
from folkmoot.articles.models.publications import Author, Publication, Section, Tag
from folkmoot.articles.models.revisions import Block, Revision, Seal

__all__ = [
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
    "Section",
    "Tag",
    "Withdrawal",
    "is_public",
]
