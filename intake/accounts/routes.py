"""All addresses of accounts, staff, set-up and logs."""

from flask import Blueprint

from intake.accounts import (
    activation,
    first_steps,
    help,
    keyboard,
    logs,
    members,
    own_account,
    recovery_sheet,
    setting_up,
    signing_in,
    text_modules,
)

blueprint = Blueprint("accounts", __name__)

for path, view, methods in (
    ("/staff/set-up/<token>", setting_up.set_up, "GET POST"),
    ("/staff/recovery-sheet", recovery_sheet.show_recovery_sheet, "GET POST"),
    ("/staff/recovery-sheet.pdf", recovery_sheet.print_recovery_sheet, "GET"),
    ("/staff/sign-in", signing_in.sign_in, "GET POST"),
    ("/staff/sign-out", signing_in.sign_out, "POST"),
    ("/staff/activate", activation.activate, "GET POST"),
    ("/staff/account", own_account.show_account, "GET"),
    ("/staff/account/password", own_account.change_password, "POST"),
    ("/staff/account/language", own_account.choose_language, "POST"),
    ("/staff/account/notices", own_account.choose_notices, "POST"),
    ("/staff/account/sessions", own_account.sign_out_elsewhere, "POST"),
    ("/staff/help", help.show_help, "GET"),
    ("/staff/keyboard", keyboard.show_keyboard, "GET"),
    ("/admin/members", members.list_members, "GET"),
    ("/admin/members/invitation", members.invite_member, "GET POST"),
    ("/admin/members/<uuid:member_uuid>/activation-code", members.issue_code, "GET POST"),
    ("/admin/members/<uuid:member_uuid>/closure", members.close_account, "GET POST"),
    ("/admin/text-modules", text_modules.list_modules, "GET"),
    ("/admin/text-modules/new", text_modules.add_text_module, "GET POST"),
    ("/admin/text-modules/<uuid:module_uuid>", text_modules.change_text_module, "GET POST"),
    (
        "/admin/text-modules/<uuid:module_uuid>/<language>",
        text_modules.translate_text_module,
        "GET POST",
    ),
    ("/admin/first-steps", first_steps.show_first_steps, "GET POST"),
    ("/admin/logs", logs.show_logs, "GET"),
    ("/admin/logs/access", logs.show_access_log, "GET"),
    ("/admin/logs/exports", logs.show_export_log, "GET"),
    ("/admin/logs/reports", logs.show_report_log, "GET"),
):
    blueprint.add_url_rule(path, view_func=view, methods=methods.split())
