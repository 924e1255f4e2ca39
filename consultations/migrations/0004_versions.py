import django.db.models.deletion
import uuid
import wagtail.fields
from django.db import migrations, models

from consultations.guidelines.versions import guards


def install(apps, schema_editor):
    """The tables refuse changes from the first moment on."""
    guards.install(schema_editor.connection)


def remove(apps, schema_editor):
    """The tables go next."""
    guards.remove(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0003_alter_meetingpage_organization'),
        ('portal', '0002_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='GuidelineVersion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('label', models.CharField(max_length=120, verbose_name='label')),
                ('date', models.DateField(verbose_name='date')),
                ('reason', models.TextField(blank=True, max_length=2000, verbose_name='reason')),
                ('changes', wagtail.fields.RichTextField(blank=True, verbose_name='list of changes')),
                ('session_key', models.UUIDField(blank=True, null=True, verbose_name='session that decided it')),
                ('session_title', models.CharField(blank=True, max_length=255, verbose_name='title of the session')),
                ('state', models.CharField(choices=[('working_draft', 'Working draft'), ('participation_draft', 'Draft for participation'), ('revised_draft', 'Draft after participation'), ('resolution', 'Version for resolution'), ('in_force', 'In force')], max_length=20, verbose_name='state')),
                ('scheme', models.CharField(max_length=20, verbose_name='numbering')),
                ('language', models.CharField(max_length=20, verbose_name='source language')),
                ('frozen_at', models.DateTimeField(verbose_name='frozen at')),
                ('frozen_by', models.CharField(max_length=255, verbose_name='frozen by')),
                ('sha256', models.CharField(max_length=64)),
                ('guideline', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='consultations.guidelinepage', verbose_name='guidelines')),
            ],
            options={
                'verbose_name': 'version of guidelines',
                'verbose_name_plural': 'versions of guidelines',
                'ordering': ['-number'],
                'permissions': [('freeze_guideline', 'Can freeze and withdraw versions of guidelines')],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='VersionPart',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('identity', models.UUIDField(db_index=True)),
                ('kind', models.CharField(choices=[('chapter', 'Chapter'), ('paragraph', 'Paragraph'), ('figure', 'Figure'), ('table', 'Table')], max_length=10)),
                ('order', models.PositiveIntegerField()),
                ('number', models.CharField(max_length=40)),
                ('anchor', models.CharField(max_length=40)),
                ('short', models.CharField(db_index=True, max_length=32)),
                ('chapter', models.UUIDField(blank=True, null=True)),
                ('heading', models.CharField(blank=True, max_length=300)),
                ('html', models.TextField(blank=True)),
                ('sha256', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['order'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='VersionWithdrawal',
            fields=[
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='withdrawal', serialize=False, to='consultations.guidelineversion')),
                ('reason', models.TextField(max_length=2000, verbose_name='public reason')),
                ('withdrawn_at', models.DateTimeField(verbose_name='withdrawn at')),
                ('withdrawn_by', models.CharField(max_length=255, verbose_name='withdrawn by')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='VersionLineage',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('identity', models.UUIDField(db_index=True)),
                ('predecessor', models.UUIDField(db_index=True)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lineage', to='consultations.guidelineversion')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='VersionImage',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sha256', models.CharField(max_length=64)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.portalimage')),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='images', to='consultations.versionpart')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='VersionText',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('language', models.CharField(max_length=20, verbose_name='language')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('summary', models.TextField(blank=True, verbose_name='summary')),
                ('frozen_at', models.DateTimeField(verbose_name='frozen at')),
                ('frozen_by', models.CharField(max_length=255, verbose_name='frozen by')),
                ('sha256', models.CharField(max_length=64)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='consultations.guidelineversion')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='versionpart',
            name='text',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='consultations.versiontext'),
        ),
        migrations.AddConstraint(
            model_name='guidelineversion',
            constraint=models.UniqueConstraint(fields=('guideline', 'number'), name='one_version_of_a_number'),
        ),
        migrations.AddConstraint(
            model_name='versionlineage',
            constraint=models.UniqueConstraint(fields=('version', 'identity', 'predecessor'), name='each_predecessor_named_once'),
        ),
        migrations.AddConstraint(
            model_name='versiontext',
            constraint=models.UniqueConstraint(fields=('version', 'language'), name='one_frozen_text_per_language'),
        ),
        migrations.AddConstraint(
            model_name='versionpart',
            constraint=models.UniqueConstraint(fields=('text', 'identity'), name='one_frozen_row_per_piece'),
        ),
        migrations.AddConstraint(
            model_name='versionpart',
            constraint=models.UniqueConstraint(fields=('text', 'order'), name='one_frozen_row_per_place'),
        ),
        migrations.RunPython(install, remove),
    ]
