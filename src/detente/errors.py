"""Every error Détente raises on purpose, in one tree.

    DetenteError
        DocumentError           a document cannot be read
            MissingInput        no such file or folder, or it may not be opened
            EmptyDocument       nothing readable is in it
            EncodingError       its bytes are no text
            FormatError         its format is unknown, broken or cut short
            LanguageError       it is not in a language the reader knows
            TooLarge            it is longer than the documented limit
            DateError           a date given with it is no date
        KnowledgeError          a data file of the project or the user is wrong (file and line are named)
        LanguageModelError      the language model is missing or is not the one expected
        RecordError             a record cannot be made or read back
            EvidenceError       a record's span does not quote its document
        ArchiveError            the archive cannot be used
            ArchiveLocked       another process is writing to it
            ArchiveVersionError it was written by a newer version
            UnknownRecord       no record has this identifier, or no data set this name
        ModelError              a conflict model is malformed, contradictory or too large
            StatementSyntaxError    a preference statement or condition cannot be understood
            InfeasibleModel     no state is feasible, or a named one is not
            ModelTooLarge       it would not fit in memory
        CertificateError        an answer does not follow from the definitions
        DraftError              nothing can be drafted, or held against a model, of what is told
        BriefError              a brief cannot be made from what was given
        UsageError              what was asked for makes no sense together

Every message names the input, the place in it and the next step.
"""


class DetenteError(Exception):
    """The root of the tree: catch it to catch all that Détente raises on purpose."""


class DocumentError(DetenteError):
    """A document cannot be read; the rest of the batch goes on."""


class MissingInput(DocumentError):
    """There is no such file or folder, or it may not be opened."""


class EmptyDocument(DocumentError):
    """There is nothing readable in the input."""


class EncodingError(DocumentError):
    """The bytes of the input are no text in any encoding it declares or is likely to have."""


class FormatError(DocumentError):
    """The format of the input is unknown, broken or cut short."""


class LanguageError(DocumentError):
    """The text is not in a language the reader knows."""


class TooLarge(DocumentError):
    """The text is longer than the documented limit."""


class DateError(DocumentError):
    """A date given on the command line or in the metadata is no date."""


class KnowledgeError(DetenteError):
    """A data file of the project or of the user is wrong; the message names file and line."""


class LanguageModelError(DetenteError):
    """The language model is missing, or is not the one whose hash is known."""


class RecordError(DetenteError):
    """A record cannot be made or read back."""


class EvidenceError(RecordError):
    """A record's span does not quote its document."""


class ArchiveError(DetenteError):
    """The archive cannot be opened, read or written."""


class ArchiveLocked(ArchiveError):
    """Another process is writing to the archive."""


class ArchiveVersionError(ArchiveError):
    """The archive was written by a newer version of Détente."""


class UnknownRecord(ArchiveError):
    """No record of the archive or reading has the identifier asked for, or no data set the name."""


class ModelError(DetenteError):
    """A conflict model is malformed, contradictory or too large."""


class StatementSyntaxError(ModelError):
    """A preference statement or a condition cannot be understood."""


class InfeasibleModel(ModelError):
    """No state of the model is feasible, or one that was named is not."""


class ModelTooLarge(ModelError):
    """The model would not fit in memory; the message gives the estimate."""


class CertificateError(DetenteError):
    """An answer does not follow from the definitions along its witness."""


class DraftError(DetenteError):
    """Nothing can be drafted, or held against a model, of what the texts tell."""


class BriefError(DetenteError):
    """A brief cannot be made from what was given."""


class UsageError(DetenteError):
    """What was asked for makes no sense together; the message says what would."""
