"""XLSForm, the workbook that ODK Collect, KoboToolbox and others fill phones from: in and out."""
