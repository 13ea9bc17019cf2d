"""Pages in the browser. They read the model and never compute what it does not."""
