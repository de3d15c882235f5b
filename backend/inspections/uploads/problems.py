"""What can be wrong with a part."""

from backend.errors import constraint, define

Differs = define("upload.differs", 409, "Another file is kept under this id")
Gap = define("upload.offset", 409, "Bytes before these are missing; go on from `offset`")
Corrupt = define("upload.corrupt", 422, "The file is not the one that was announced; it starts over", keeps=True)
Incomplete = define("upload.incomplete", 409, "The file is not whole yet")

constraint("pk_uploads", "uploads.id", Differs)
constraint("pk_upload_parts", "upload_parts.upload_id, upload_parts.begin", Differs)
constraint("pk_media", "media.id", Differs)
