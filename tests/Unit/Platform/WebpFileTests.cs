using System.Buffers.Binary;
using Gezhi.Platform.Files;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Platform;

/// <summary>What leaves the case carries no place and no camera.</summary>
public sealed class WebpFileTests
{
    [Fact]
    public void Exif_and_xmp_go_and_the_picture_stays()
    {
        var file = File(
            Chunk("VP8X", [0x2C, 0, 0, 0, 9, 0, 0, 9, 0, 0]),
            Chunk("VP8 ", [1, 2, 3]),
            Chunk("EXIF", "GPS 34.75"u8),
            Chunk("XMP ", "<x/>"u8)
        );

        var clean = WebpFile.Stripped(file)!;

        clean.ShouldBe(File(Chunk("VP8X", [0x20, 0, 0, 0, 9, 0, 0, 9, 0, 0]), Chunk("VP8 ", [1, 2, 3])));
        WebpFile.Stripped(clean).ShouldBeSameAs(clean);
    }

    [Fact]
    public void A_chunk_that_lies_about_its_length_ends_with_the_file_and_what_is_no_webp_is_told()
    {
        byte[] cut = [.. File(Chunk("VP8 ", [1, 2])), .. "EXIF"u8, 255, 255, 255, 127, 1];

        WebpFile.Stripped(cut)!.Length.ShouldBe(File(Chunk("VP8 ", [1, 2])).Length);
        WebpFile.Stripped([.. "GIF89a"u8]).ShouldBeNull();
        WebpFile.Stripped([.. "RIFF0000WAVE"u8]).ShouldBeNull();
    }

    private static byte[] File(params byte[][] chunks)
    {
        byte[] file = [.. "RIFF0000WEBP"u8, .. chunks.SelectMany(c => c)];
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        return file;
    }

    private static byte[] Chunk(string name, ReadOnlySpan<byte> data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        return [.. name.Select(c => (byte)c), .. length, .. data, .. data.Length % 2 == 1 ? new byte[1] : []];
    }
}
