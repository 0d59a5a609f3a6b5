"""The rows of what stands around the words of a channel; the two are there as for the rest of mentoring."""

from tests.matrix.mentoring import ONE, THE_TWO
from tests.matrix.roles import REGULAR, Row

PAGES = {
    "mentoring.show_handing_over": Row(
        "L7.8", THE_TWO, f"{ONE}/handing-over", first="mentorship", whose=REGULAR
    ),
}
ACTS = {
    "mentoring.create_handing_over": Row(
        "L7.8", THE_TWO, f"{ONE}/handing-over", first="mentorship"
    ),
}
