"""The article's network in NumPy, natively: layers with `forward` and `backward`, each updating its
own weights on the way back, as the article's code does.

Talks JSON lines: a request {"method": ..., ...} on stdin, an answer {"result": ...} or {"error": ...}
on stdout.
"""

import json
import sys
import time

import numpy as np
from threadpoolctl import threadpool_info, threadpool_limits

CLASSES = 10
IMAGES_HEADER_BYTES = 16
LABELS_HEADER_BYTES = 8


class ReLU:
    def forward(self, input):
        return np.maximum(0, input)

    def backward(self, input, grad_output):
        return grad_output * (input > 0)


class Dense:
    def __init__(self, inputs, outputs, learning_rate, random, dtype):
        scale = np.sqrt(2 / (inputs + outputs))
        self.learning_rate = learning_rate
        self.weights = random.normal(0.0, scale, (inputs, outputs)).astype(dtype)
        self.biases = np.zeros(outputs, dtype)

    def forward(self, input):
        return np.dot(input, self.weights) + self.biases

    def backward(self, input, grad_output):
        grad_input = np.dot(grad_output, self.weights.T)
        grad_weights = np.dot(input.T, grad_output)
        grad_biases = grad_output.sum(axis=0)
        self.weights -= self.learning_rate * grad_weights
        self.biases -= self.learning_rate * grad_biases
        return grad_input


def grad_softmax_cross_entropy(logits, labels):
    """The gradient of the mean loss by the logits."""
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    grad = exponentials / exponentials.sum(axis=-1, keepdims=True)
    grad[np.arange(len(labels)), labels] -= 1
    grad /= len(labels)
    return grad


class Network:
    def __init__(self, data, layers, batch_size, learning_rate, seed, threads, dtype):
        self.data = data
        self.batch_size = batch_size
        self.threads = threads
        self.random = np.random.RandomState(seed)
        # Python's own number: a NumPy one would turn float32 into float64.
        learning_rate = float(learning_rate)
        widths = [data.train.shape[1], *layers, CLASSES]
        self.layers = []
        for inputs, outputs in zip(widths, widths[1:]):
            self.layers.append(Dense(inputs, outputs, learning_rate, self.random, dtype))
            self.layers.append(ReLU())
        self.layers.pop()
        self.order = np.arange(0)

    def forward(self, input):
        activations = [input]
        for layer in self.layers:
            activations.append(layer.forward(activations[-1]))
        return activations

    def train(self, input, labels):
        activations = self.forward(input)
        grad = grad_softmax_cross_entropy(activations[-1], labels)
        for layer, before in zip(reversed(self.layers), reversed(activations[:-1])):
            grad = layer.backward(before, grad)

    def round(self, samples):
        with threadpool_limits(limits=self.threads, user_api="blas"):
            began = time.perf_counter()
            done = 0
            while done < samples:
                if len(self.order) == 0:
                    self.order = self.random.permutation(len(self.data.train))
                batch, self.order = (
                    self.order[: self.batch_size],
                    self.order[self.batch_size :],
                )
                self.train(self.data.train[batch], self.data.train_labels[batch])
                done += len(batch)
            return {"seconds": time.perf_counter() - began, "samples": done}

    def accuracy(self):
        predictions = self.forward(self.data.test)[-1].argmax(axis=-1)
        return float((predictions == self.data.test_labels).mean())


def read_bytes(path, header_bytes):
    return np.fromfile(path, np.uint8)[header_bytes:]


class Data:
    """The images as numbers from 0 to 1, once for each type of number."""

    def __init__(self, files, training_images, dtype):
        labels = read_bytes(files["trainLabels"], LABELS_HEADER_BYTES)
        pixels = read_bytes(files["trainImages"], IMAGES_HEADER_BYTES).reshape(len(labels), -1)
        self.train = pixels[:training_images].astype(dtype) / dtype(255)
        self.train_labels = labels[:training_images]
        self.test_labels = read_bytes(files["testLabels"], LABELS_HEADER_BYTES)
        test = read_bytes(files["testImages"], IMAGES_HEADER_BYTES)
        self.test = test.reshape(len(self.test_labels), -1).astype(dtype) / dtype(255)


class Server:
    def __init__(self):
        self.data = {}
        self.networks = {}

    def create(self, name, files, recipe, dtype):
        number = {"float32": np.float32, "float64": np.float64}[dtype]
        if dtype not in self.data:
            self.data[dtype] = Data(files, recipe["trainingImages"], number)
        self.networks[name] = Network(
            self.data[dtype],
            [int(width) for width in recipe["layers"].split(",")],
            recipe["batchSize"],
            recipe["learningRate"],
            recipe["seed"],
            recipe["threads"],
            number,
        )

    def round(self, name, samples):
        return self.networks[name].round(samples)

    def accuracy(self, name):
        return self.networks[name].accuracy()

    def describe(self):
        blas = [pool for pool in threadpool_info() if pool["user_api"] == "blas"]
        names = [f"{pool['internal_api']} {pool['version']}, {pool['architecture']} kernels" for pool in blas]
        return f"NumPy {np.__version__}, {'; '.join(names) or 'no BLAS that threadpoolctl knows'}"


def main():
    server = Server()
    for line in sys.stdin:
        request = json.loads(line)
        method = request.pop("method")
        try:
            answer = {"result": getattr(server, method)(**request)}
        except Exception as error:  # whatever it is, the asker is to hear of it
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
