"""A call's parts in the window: what is done with it, the other calls beside it, its quality; the mini window; the calls that were."""
