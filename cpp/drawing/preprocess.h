// A drawing -> an image like those that the network has learnt from.

#pragma once

#include "drawing/gray_image.h"

namespace inkling {

// In pixels of the drawing.
struct Box {
  int left = 0;
  int top = 0;
  int width = 0;
  int height = 0;
};

// What is done to a drawing. Networks need both; without them one sees why.
struct Preparation {
  bool scaling = true;  // the box around the ink fills the inner size; else the whole pad is shrunk
  bool centring = true;  // the centre of mass comes to the middle; else things stay where they are
};

// Every stage of the preparation.
struct PreparedDrawing {
  bool blank = true;   // no ink: the rest is empty
  Box box;             // the smallest box around the ink
  GrayImage fitted;    // the box, scaled to the inner size, 20 x 20 for images of 28 x 28; without
                       // scaling the whole drawing, shrunk to the size asked for
  GrayImage image;     // what is fitted, on paper of the size asked for
  double massRow = 0;  // the centre of mass in `image`, in pixels, whose middles are at .5
  double massColumn = 0;
};

// Prepares a drawing as MNIST's digits were prepared (Y. LeCun, L. Bottou, Y. Bengio, P. Haffner,
// "Gradient-based learning applied to document recognition", 1998, III.A): the box around the ink
// is scaled, keeping its proportions, to fit into 20 x 20 pixels, grey where a pixel is partly
// covered; this is placed on 28 x 28 so that the centre of mass is in the middle, or as near to it
// as nothing is cut off. For other sizes of rows x columns the inner image has the same share,
// 20/28. The darkest pixel becomes 255. Without centring the inner image is placed in the middle.
// Throws kShapeMismatch for a malformed drawing.
PreparedDrawing preprocess(const GrayImage& drawing, int rows, int columns,
                           const Preparation& preparation = {});

}  // namespace inkling
