"""Reads of the directory, always in somebody's name; `None` is a stranger's."""

from community.directory.queries.entries import (
    count_waiting_of,
    entry_by_id,
    entry_for,
    kept_entry_for,
    place_to_suggest,
    suggested_by,
)
from community.directory.queries.keepers import (
    choice_of,
    is_for_members_only,
    keeper_of,
    keepers_of,
    kept_group_list,
    kept_site_list,
    name_in_group,
    site_handle,
)
from community.directory.queries.lists import (
    batches_waiting,
    came_before,
    first_of_batch,
    in_batch,
    lists_with_stale,
    retired_in,
    stale_in,
    untold_in,
    waiting_in,
)
from community.directory.queries.looking import (
    A_PAGE,
    Shelf,
    Wanted,
    group_list,
    site_list,
)

__all__ = [
    "A_PAGE",
    "Shelf",
    "Wanted",
    "batches_waiting",
    "came_before",
    "choice_of",
    "count_waiting_of",
    "entry_by_id",
    "entry_for",
    "first_of_batch",
    "group_list",
    "in_batch",
    "is_for_members_only",
    "keeper_of",
    "keepers_of",
    "kept_entry_for",
    "kept_group_list",
    "kept_site_list",
    "lists_with_stale",
    "name_in_group",
    "place_to_suggest",
    "retired_in",
    "site_handle",
    "site_list",
    "stale_in",
    "suggested_by",
    "untold_in",
    "waiting_in",
]
