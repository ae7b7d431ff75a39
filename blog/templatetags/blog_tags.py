"""Articles for pages of other apps."""

from django import template

from blog.models import ArticleIndexPage, ArticlePage

register = template.Library()


@register.simple_tag
def article_index():
    """The page that lists all articles, or None."""
    return ArticleIndexPage.objects.live().first()


@register.simple_tag
def newest_articles(count):
    """The newest few articles."""
    return ArticlePage.objects.live().for_listing()[:count]


@register.simple_tag
def articles_by(therapist):
    """Everything a therapist has written."""
    return ArticlePage.objects.live().by(therapist).for_listing()
