"""Where staff sign in and out, look after themselves, and after each other."""

from django.urls import path

from folkmoot.readers.views import letters, log, own, passkeys, sign_in, staff

urlpatterns = [
    path("desk/sign-in/", sign_in.sign_in, name="sign_in"),
    path("desk/sign-in/second/", sign_in.second, name="second_factor"),
    path("desk/sign-in/passkey/", passkeys.sign_in_with_passkey, name="passkey_sign_in"),
    path("desk/sign-in/passkey/options", passkeys.sign_in_options, name="passkey_sign_in_options"),
    path("desk/sign-out/", sign_in.sign_out, name="sign_out"),
    path("desk/forgotten/", letters.forgotten, name="forgotten"),
    path("desk/password/<str:token>/", letters.new_password, name="new_password"),
    path("desk/invitation/<str:token>/", letters.invitation, name="invitation"),
    path("desk/invitation/<str:token>/options", letters.invitation_options, name="invitation_options"),
    path("desk/me/", own.own, name="desk_own"),
    path("desk/me/name", own.name, name="desk_own_name"),
    path("desk/me/password", own.password, name="desk_own_password"),
    path("desk/me/code/", own.code, name="desk_own_code"),
    path("desk/me/code/remove", own.code_removal, name="desk_own_code_removal"),
    path("desk/me/recovery/", own.recovery, name="desk_own_recovery"),
    path("desk/me/passkeys/", own.passkeys, name="desk_own_passkeys"),
    path("desk/me/passkeys/options", passkeys.own_options, name="desk_own_passkey_options"),
    path("desk/me/passkeys/<int:passkey_id>/", own.passkey, name="desk_own_passkey"),
    path("desk/me/passkeys/<int:passkey_id>/remove", own.passkey_removal, name="desk_own_passkey_removal"),
    path("desk/me/sessions", own.sessions, name="desk_own_sessions"),
    path("desk/staff/", staff.staff, name="desk_staff"),
    path("desk/staff/<int:account_id>/", staff.member, name="desk_member"),
    path("desk/staff/<int:account_id>/roles", staff.member_roles, name="desk_member_roles"),
    path("desk/staff/<int:account_id>/end", staff.member_end, name="desk_member_end"),
    path("desk/staff/<int:account_id>/factors", staff.member_factors, name="desk_member_factors"),
    path("desk/staff/<int:account_id>/password", staff.member_password, name="desk_member_password"),
    path("desk/staff/invitations/<int:invitation_id>/end", staff.invitation_end, name="desk_invitation_end"),
    path("desk/log/", log.log, name="desk_log"),
]
