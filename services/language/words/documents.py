"""Files that were not taken."""

from services.documents.errors import (
    NoUpload,
    TooMuchKept,
    TooMuchToday,
    UnfitFile,
    UploadsBusy,
    UploadTooSlow,
)
from services.documents.words import too_much_kept, too_much_today, unfit_words
from services.language.catalog import gettext as _
from services.language.words.saying import words


@words.register
def _unfit_file(error: UnfitFile) -> str:
    return unfit_words(error.reason)


@words.register
def _too_much_today(error: TooMuchToday) -> str:
    return too_much_today(error)


@words.register
def _too_much_kept(error: TooMuchKept) -> str:
    return too_much_kept(error)


@words.register
def _uploads_busy(error: UploadsBusy) -> str:
    return _("Several files are on their way already. Wait for one of them, then try again.")


@words.register
def _upload_too_slow(error: UploadTooSlow) -> str:
    return _(
        "This file came too slowly. It was not added. Please try again on a faster connection."
    )


@words.register
def _no_upload(error: NoUpload) -> str:
    return _("This was not one file. Nothing was added. Please add one file at a time.")
