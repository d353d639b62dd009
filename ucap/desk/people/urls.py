"""Addresses of people's pages, below /admin/; `ucap.desk.site` puts them there."""

from django.urls import path

from ucap.desk.people import others, own, signing

urlpatterns = [
    path("login/code/", signing.EnterCode.as_view(), name="people-code"),
    path("login/recovery/", signing.EnterRecoveryCode.as_view(), name="people-recovery"),
    path("people/forgotten/", signing.Forgotten.as_view(), name="people-forgotten"),
    path("people/welcome/<uidb64>/<token>/", signing.Welcome.as_view(), name="people-welcome"),
    path("people/me/", own.Me.as_view(), name="people-me"),
    path("people/second-factor/", own.SetUpFactor.as_view(), name="people-second-factor"),
    path("people/recovery-codes/", own.RemakeCodes.as_view(), name="people-recovery-codes"),
    path("people/invite/", others.Invite.as_view(), name="people-invite"),
    path("people/<int:pk>/link/", others.NewLink.as_view(), name="people-link"),
    path("people/<int:pk>/second-factor/", others.ResetFactor.as_view(), name="people-reset"),
    path("people/<int:pk>/lock-out/", others.LiftLockOut.as_view(), name="people-lift"),
]
