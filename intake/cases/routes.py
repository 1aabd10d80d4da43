"""All addresses of the queue and of a case."""

from flask import Blueprint

from intake.cases import (
    access_log,
    agreement,
    assignment,
    brief_contact,
    case_page,
    closure,
    code,
    contact,
    day,
    entry,
    handing_back,
    history,
    listing,
    merging,
    message,
    note,
    opening,
    place,
    reading,
    reopening,
    restriction,
    search,
    summary,
    waiting,
    workload,
)

blueprint = Blueprint("cases", __name__, url_prefix="/cases")
blueprint.context_processor(place.place_context)

for path, view, methods in (
    ("/", listing.show_queue, "GET"),
    ("/search", search.search_cases, "GET POST"),
    ("/new", entry.record_request, "GET POST"),
    ("/brief-contact", brief_contact.record_contact, "GET POST"),
    ("/brief-contact/<uuid:contact_uuid>", brief_contact.mend_contact, "GET POST"),
    ("/brief-contact/<uuid:contact_uuid>/removal", brief_contact.take_back_contact, "POST"),
    ("/day", day.show_day, "GET"),
    ("/workload", workload.show_workload, "GET"),
    ("/<number>", case_page.show_case, "GET"),
    ("/<number>/lead", assignment.take_on_case, "GET POST"),
    ("/<number>/assignment", assignment.assign_case, "GET POST"),
    ("/<number>/hand-back", handing_back.hand_case_back, "GET POST"),
    ("/<number>/message", message.write_message, "GET POST"),
    ("/<number>/note", note.write_note, "GET POST"),
    ("/<number>/contact", contact.log_contact, "GET POST"),
    ("/<number>/agreement", agreement.make_agreement, "GET POST"),
    ("/<number>/fulfilment", agreement.fulfil_agreement, "POST"),
    ("/<number>/waiting", waiting.let_wait, "GET POST"),
    ("/<number>/resumption", waiting.resume_case, "POST"),
    ("/<number>/closure", closure.close_case, "GET POST"),
    ("/<number>/triage-closure", closure.close_at_triage, "GET POST"),
    ("/<number>/reopening", reopening.reopen_case, "GET POST"),
    ("/<number>/restriction", restriction.restrict_case, "GET POST"),
    ("/<number>/release", restriction.release_case, "GET POST"),
    ("/<number>/opening", opening.open_restricted, "GET POST"),
    ("/<number>/link", merging.join_case, "GET POST"),
    ("/<number>/reading", reading.mark_read, "POST"),
    ("/<number>/code", code.issue_code, "GET POST"),
    ("/<number>/summary", summary.order_summary, "GET POST"),
    ("/<number>/history", history.show_history, "GET"),
    ("/<number>/access-log", access_log.show_access, "GET"),
):
    blueprint.add_url_rule(path, view_func=view, methods=methods.split())
