"""Articles, condition pages and events, and what readers send in."""

from blog.clinical_review import ClinicalReviewTask
from blog.models.articles import ArticleIndexPage, ArticlePage, ArticleTag
from blog.models.comments import Comment
from blog.models.conditions import ConditionIndexPage, ConditionPage
from blog.models.event_index import EventIndexPage
from blog.models.events import EventPage
from blog.models.reads import ReadCount
from blog.models.sign_ups import EventSignUp
from blog.models.topics import TopicPage, TopicSuggestion

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "ArticleTag",
    "ClinicalReviewTask",
    "Comment",
    "ConditionIndexPage",
    "ConditionPage",
    "EventIndexPage",
    "EventPage",
    "EventSignUp",
    "ReadCount",
    "TopicPage",
    "TopicSuggestion",
]
