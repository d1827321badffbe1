"""Who is who in a document: names, descriptions and pronouns grouped by whom they stand for."""

from claimkit.language.coreference.mentions import Entity, Mention
from claimkit.language.coreference.resolver import Coreference

__all__ = ["Coreference", "Entity", "Mention"]
