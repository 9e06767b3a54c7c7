using System.Buffers.Binary;

namespace Gezhi.Platform.Files;

/// <summary>Takes out of a WebP file what tells of the camera, the place and the person: EXIF and XMP. 去除元数据</summary>
/// <remarks>
/// The image tool leaves them in although it is told to strip (libvips 8.14 and before), so nothing depends on it. Container: RIFF with chunks of a
/// four-letter name, a length and an even number of bytes; VP8X says by bits which chunks are there (Google, WebP Container Specification).
/// </remarks>
public static class WebpFile
{
    private const int Head = 12;
    private const int ChunkHead = 8;

    /// <summary>Bits of VP8X.</summary>
    private const byte HasExif = 0x08,
        HasXmp = 0x04;

    /// <summary>The same picture without EXIF and XMP.</summary>
    /// <returns>The bytes given when there is nothing to take out; null when it is no WebP file.</returns>
    public static byte[]? Stripped(byte[] file)
    {
        if (file.Length < Head || !Is(file, 0, "RIFF"u8) || !Is(file, 8, "WEBP"u8))
            return null;
        using var kept = new MemoryStream(file.Length);
        kept.Write(file, 0, Head);
        var dropped = false;
        for (var at = Head; at + ChunkHead <= file.Length; )
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 4));
            var whole = Math.Min(ChunkHead + (long)length + (length & 1), file.Length - at);
            if (Is(file, at, "EXIF"u8) || Is(file, at, "XMP "u8))
                dropped = true;
            else
                kept.Write(file, at, (int)whole);
            at += (int)whole;
        }
        if (!dropped)
            return file;
        var clean = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(clean.AsSpan(4), (uint)(clean.Length - 8));
        if (clean.Length > Head + ChunkHead && Is(clean, Head, "VP8X"u8))
            clean[Head + ChunkHead] &= unchecked((byte)~(HasExif | HasXmp));
        return clean;
    }

    private static bool Is(byte[] file, int at, ReadOnlySpan<byte> name) => file.AsSpan(at, 4).SequenceEqual(name);
}
