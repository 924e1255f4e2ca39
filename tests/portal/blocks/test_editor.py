"""The blocks in the editor's hands."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from home.pages import InfoPage
from portal.blocks.body import BodyStreamBlock
from tests.portal.conftest import Tree


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    user = get_user_model().objects.create_superuser(email="editor@city.example", password="a long password")
    client.force_login(user)
    return client


def test_the_form_offers_every_block_with_its_description(tree: Tree, editor: Client) -> None:
    form = editor.get(reverse("wagtailadmin_pages:add", args=["home", "infopage", tree.home.pk]))
    assert form.status_code == 200
    text = form.content.decode()
    assert [name for name in BodyStreamBlock().child_blocks if f"&quot;{name}&quot;" not in text] == []


def test_a_page_with_blocks_is_saved_and_opened_again(tree: Tree, editor: Client) -> None:
    block = BodyStreamBlock()
    names = ("heading", "text", "quote", "facts", "accordion", "table", "embed")
    stored = [{"type": name, "value": _example(block, name)} for name in names]
    tree.info.body = block.to_python(stored)
    tree.info.save_revision().publish()
    form = editor.get(reverse("wagtailadmin_pages:edit", args=[tree.info.pk]))
    assert form.status_code == 200
    assert editor.get(Page.objects.get(pk=tree.info.pk).url).status_code == 200


def _example(block: BodyStreamBlock, name: str) -> object:
    child = block.child_blocks[name]
    return child.get_prep_value(child.get_preview_value())


@pytest.mark.parametrize("name", ["heading", "table", "embed"])
def test_the_block_picker_shows_a_preview(name: str, editor: Client) -> None:
    block = InfoPage._meta.get_field("body").stream_block.child_blocks[name]
    shown = editor.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert shown.status_code == 200
    assert 'href="/static/build/site.css"' in shown.content.decode()
