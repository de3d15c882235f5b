"""What can be wrong with an inspection record."""

from backend.errors import constraint, define

AlreadyRecorded = define("inspection.already_recorded", 409, "Another record with this id is kept already")
TwoOfficers = define("inspection.two_officers", 422, "An inspection has two officers or more, the sender among them")
ChecklistUnsuitable = define("inspection.checklist_unsuitable", 422, "The checklist is not one for this kind of unit")
ItemsIncomplete = define("inspection.items_incomplete", 422, "Each point of the checklist is answered once")
SiteOfOtherUnit = define("inspection.site_of_other_unit", 422, "The site belongs to another unit")
ResultContradicts = define("inspection.result_contradicts", 422, "The result does not fit what was found")
MediaUnknown = define("inspection.media_unknown", 422, "A picture is not there, or belongs to another record")
SignatureOrReason = define("inspection.signature_or_reason", 422, "The record has a signature, or the reason why there is none")
PictureUnusable = define("media.picture_unusable", 422, "The picture cannot be used")

constraint("uq_inspections_number", "inspections.number", AlreadyRecorded)
constraint("pk_inspections", "inspections.id", AlreadyRecorded)
