"""Series and networks as pictures: SVG text, drawn offline by Vega-Lite.

Only this package knows the charting library. Text and axes take the colour of the page (``currentColor``), so that one picture serves
the light and the dark page and the printer.
"""

from detente.charts.blocs import BLOCS_LEGEND, blocs_picture, blocs_svg
from detente.charts.network import network_svg
from detente.charts.series import LEGEND, series_picture, series_svg

__all__ = ["BLOCS_LEGEND", "LEGEND", "blocs_picture", "blocs_svg", "network_svg", "series_picture", "series_svg"]
