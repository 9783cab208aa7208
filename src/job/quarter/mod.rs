mod roll;
