"""What every stage of the flow shares; knows no word of the flow itself."""
