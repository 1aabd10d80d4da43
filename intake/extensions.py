"""The web extensions, made once and bound to the application in `create_app`."""

from flask_babel import Babel
from flask_compress import Compress
from flask_login import LoginManager
from flask_migrate import Migrate

babel = Babel()
compress = Compress()
login_manager = LoginManager()
migrate = Migrate(render_as_batch=True)
