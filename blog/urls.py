"""URLs that readers post to or subscribe to; Wagtail serves the pages."""

from django.urls import path

from blog import feeds, views

app_name = "blog"
urlpatterns = [
    path("articles/<slug:slug>/comment/", views.LeaveComment.as_view(), name="comment"),
    path("articles/<slug:slug>/read/", views.reading, name="reading"),
    path("topics/suggest/", views.SuggestTopic.as_view(), name="topic"),
    path("events/<slug:slug>/sign-up/", views.SignUp.as_view(), name="sign-up"),
    path("events/places/<str:token>/", views.place, name="place"),
    path("feeds/articles.atom", feeds.ArticleFeed(), name="articles"),
    path("feeds/events.ics", feeds.events, name="events"),
    path("feeds/events/<slug:slug>.ics", feeds.event, name="event"),
]
