import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0004_versions'),
    ]

    operations = [
        migrations.AddField(
            model_name='guidelinepage',
            name='scheme',
            field=models.CharField(choices=[('decimal', '1, 1.1, 1.2'), ('section', '§ 1, § 1 (1), § 1 (2)'), ('continuous', 'Chapters and paragraphs each counted through')], default='decimal', max_length=20, verbose_name='numbering'),
        ),
        migrations.AlterField(
            model_name='guidelinepage',
            name='chapters',
            field=wagtail.fields.StreamField([('chapter', 2), ('paragraph', 6), ('figure', 10), ('table', 19)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 200}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Introduction', 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('title', 0), ('intro', 1)]], {}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 200, 'required': False}), 4: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Text'}), 5: ('consultations.guidelines.blocks.EditorNoteBlock', (), {'help_text': 'Is never published.', 'label': 'Note among editors', 'required': False, 'rows': 2}), 6: ('wagtail.blocks.StructBlock', [[('heading', 3), ('text', 4), ('note', 5)]], {}), 7: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Image'}), 8: ('wagtail.blocks.CharBlock', (), {'default': '', 'help_text': 'Only when the image means something else here than its own description says.', 'label': 'Text alternative at this place', 'max_length': 300, 'required': False}), 9: ('wagtail.blocks.CharBlock', (), {'default': '', 'label': 'Caption', 'max_length': 300, 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('image', 7), ('alt', 8), ('caption', 9)]], {'label': 'Figure'}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 200}), 12: ('wagtail.blocks.CharBlock', (), {'max_length': 120}), 13: ('wagtail.blocks.ListBlock', (12,), {'label': 'Column titles', 'max_num': 12, 'min_num': 1}), 14: ('wagtail.blocks.TextBlock', (), {'default': '', 'required': False, 'rows': 1}), 15: ('wagtail.blocks.ListBlock', (14,), {'label': 'Cells', 'min_num': 1}), 16: ('wagtail.blocks.StructBlock', [[('cells', 15)]], {}), 17: ('wagtail.blocks.ListBlock', (16,), {'label': 'Rows', 'min_num': 1}), 18: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'The first cell names the row', 'required': False}), 19: ('wagtail.blocks.StructBlock', [[('caption', 11), ('header', 13), ('rows', 17), ('row_titles', 18)]], {})}, verbose_name='text'),
        ),
    ]
