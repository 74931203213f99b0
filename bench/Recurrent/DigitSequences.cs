using System.Buffers.Binary;
using System.IO.Compression;
using AdaptiveML.Samples;

namespace AdaptiveML.Benchmarks.Recurrent;

/// <summary>Handwritten digits as sequences, all features from −1 to 1.</summary>
/// <param name="Train">Digits to learn.</param>
/// <param name="Test">Digits that are never learnt.</param>
/// <param name="Rows">Rows of a digit.</param>
/// <param name="Passes">How often the digits are gone over.</param>
internal sealed record DigitSequences(Digit[] Train, Digit[] Test, int Rows, int Passes)
{
    private const int ImageHeading = 16, LabelHeading = 8;

    /// <summary>Elements of a row.</summary>
    public int Inputs => Train[0].Features.Length / Rows;

    /// <summary>
    /// Reads a set: pen points (pen, 8 rows of 2), blocks of pictures (opt, 8 of 8), or the pictures of MNIST's test part (mnist, 28 of 28, its first 8,000 to
    /// learn).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such set.</exception>
    public static DigitSequences Read(string set, string folder) => set switch
    {
        "pen" => Pen(folder),
        "opt" => new(Read("optdigits.tra", folder, scale: 8), Read("optdigits.tes", folder, scale: 8), 8, 5),
        "mnist" => Mnist(folder),
        _ => throw new ArgumentOutOfRangeException(nameof(set), set, "The sets are pen, opt and mnist."),
    };

    /// <summary>The first 7494 rows are those of the writers to learn from, the others those of other writers.</summary>
    private static DigitSequences Pen(string folder)
    {
        Digit[] digits = Read("pendigits.csv", folder, scale: 50);
        return new(digits[..7494], digits[7494..], 8, 5);
    }

    private static DigitSequences Mnist(string folder)
    {
        const int Side = 28, Learnt = 8000;
        byte[] images = Unpack(Path.Combine(folder, "t10k-images-idx3-ubyte.gz")), labels = Unpack(Path.Combine(folder, "t10k-labels-idx1-ubyte.gz"));
        int count = BinaryPrimitives.ReadInt32BigEndian(images.AsSpan(4));
        Digit[] digits =
        [
            .. Enumerable.Range(0, count).Select(i => new Digit(
                [.. images.AsSpan(ImageHeading + (i * Side * Side), Side * Side).ToArray().Select(dot => (dot / 127.5f) - 1)], labels[LabelHeading + i])),
        ];
        return new(digits[..Learnt], digits[Learnt..], Side, 1);
    }

    private static byte[] Unpack(string path)
    {
        using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static Digit[] Read(string file, string folder, float scale) =>
        Array.ConvertAll(Digit.Read(file, folder), digit => digit with { Features = [.. digit.Features.Select(feature => (feature / scale) - 1)] });
}
