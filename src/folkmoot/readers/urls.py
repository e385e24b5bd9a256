"""Where staff sign in and out."""

from django.urls import path

from folkmoot.readers import views

urlpatterns = [
    path("desk/sign-in/", views.sign_in, name="sign_in"),
    path("desk/sign-out/", views.sign_out, name="sign_out"),
]
