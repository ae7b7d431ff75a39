"""System checks of the keys of health data: well formed, and none missing."""

from django.core.checks import Error, Tags, register

from clients import canaries, keys

register(keys.check_ring, Tags.security)


@register("startup", deploy=True)
def keys_open_health_data(app_configs, **options):
    """Open the canary of every key, and write that of a first key."""
    try:
        canaries.verify()
    except canaries.KeyAtRisk as risk:
        return [Error(str(risk), id="clients.E001")]
    return []
