"""What a member of staff typed: text, until a command has accepted it; shown again as it was when none does."""

from folkmoot.articles.forms.article import ArticleFields, article_fields_in
from folkmoot.articles.forms.page import PageFields, page_fields_in
from folkmoot.articles.forms.parts import local_moment, names_in, number_in
from folkmoot.articles.forms.sources import SourceFields

__all__ = [
    "ArticleFields",
    "PageFields",
    "SourceFields",
    "article_fields_in",
    "local_moment",
    "names_in",
    "number_in",
    "page_fields_in",
]
