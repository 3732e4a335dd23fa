from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0012_failed_sign_ins'),
    ]

    operations = [
        migrations.AddField(
            model_name='profile',
            name='open_to_peers',
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
