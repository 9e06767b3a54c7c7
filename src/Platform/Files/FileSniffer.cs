using System.Buffers.Binary;

namespace Gezhi.Platform.Files;

/// <summary>Tells by the first and last bytes what a file is. Knows what phones make; everything else, SVG and HTML above all, is refused. 文件识别</summary>
public static class FileSniffer
{
    /// <summary>Null when the bytes are none of the kinds we take.</summary>
    public static FoundFile? Look(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return Jpeg(bytes);
        if (bytes.Length > 33 && bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
            return new FoundFile(FileKind.Photo, "image/png", Big32(bytes, 16), Big32(bytes, 20), bytes[^12..].IndexOf("IEND"u8) >= 0);
        if (bytes.Length > 30 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8))
            return WebP(bytes);
        if (bytes.Length > 13 && (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8)))
            return Gif(bytes);
        if (bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8))
            return Tiff.Look(bytes);
        if (bytes.Length > 12 && bytes[4..8].SequenceEqual("ftyp"u8))
            return IsoMedia(bytes);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]))
            return new FoundFile(
                bytes[..Math.Min(4096, bytes.Length)].IndexOf("V_"u8) >= 0 ? FileKind.Video : FileKind.Audio,
                "video/webm",
                null,
                null,
                true
            );
        if (bytes.StartsWith("OggS"u8))
            return new FoundFile(FileKind.Audio, "audio/ogg", null, null, true);
        if (bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WAVE"u8))
            return new FoundFile(FileKind.Audio, "audio/wav", null, null, true);
        if (bytes.StartsWith("ID3"u8) || (bytes.Length > 2 && bytes[0] == 0xFF && (bytes[1] & 0xE6) == 0xE2))
            return new FoundFile(FileKind.Audio, "audio/mpeg", null, null, true);
        return bytes.StartsWith("#!AMR"u8) ? new FoundFile(FileKind.Audio, "audio/amr", null, null, true) : null;
    }

    private static FoundFile Jpeg(ReadOnlySpan<byte> bytes)
    {
        var (width, height) = (0, 0);
        for (var at = 2; at + 9 < bytes.Length && bytes[at] == 0xFF; )
        {
            var marker = bytes[at + 1];
            if (marker is 0xFF or 0x01 or (>= 0xD0 and <= 0xD8))
            {
                at += marker == 0xFF ? 1 : 2;
                continue;
            }
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                (height, width) = (
                    BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..])
                );
                break;
            }
            if (marker is 0xDA or 0xD9)
                break;
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }
        // Phones append maker data after the end marker, so it is looked for in the last 64 KB.
        var tail = bytes[^Math.Min(bytes.Length, 65536)..];
        return new FoundFile(
            FileKind.Photo,
            "image/jpeg",
            width,
            height,
            width > 0 && tail.LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) >= 0
        );
    }

    /// <summary>Some programs write a few bytes behind the end mark.</summary>
    private static FoundFile Gif(ReadOnlySpan<byte> bytes) =>
        new(
            FileKind.Photo,
            "image/gif",
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]),
            bytes[^Math.Min(bytes.Length - 13, 16)..].Contains((byte)0x3B)
        );

    private static FoundFile WebP(ReadOnlySpan<byte> bytes)
    {
        var whole = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) + 8L <= bytes.Length;
        var (width, height) = bytes[12..16] switch
        {
            [(byte)'V', (byte)'P', (byte)'8', (byte)'X'] => (1 + Little24(bytes, 24), 1 + Little24(bytes, 27)),
            [(byte)'V', (byte)'P', (byte)'8', (byte)'L'] => (1 + (Little24(bytes, 21) & 0x3FFF), 1 + ((Little24(bytes, 22) >> 6) & 0x3FFF)),
            _ => (bytes[26] | ((bytes[27] & 0x3F) << 8), bytes[28] | ((bytes[29] & 0x3F) << 8)),
        };
        return new FoundFile(FileKind.Photo, "image/webp", width, height, whole);
    }

    private static FoundFile? IsoMedia(ReadOnlySpan<byte> bytes)
    {
        var brand = System.Text.Encoding.ASCII.GetString(bytes[8..12]);
        return brand switch
        {
            "heic" or "heix" or "hevc" or "mif1" or "msf1" or "heim" or "avif" => new FoundFile(
                FileKind.Photo,
                brand == "avif" ? "image/avif" : "image/heic",
                null,
                null,
                true
            ),
            "M4A " or "M4B " => new FoundFile(FileKind.Audio, "audio/mp4", null, null, true),
            _ => new FoundFile(FileKind.Video, "video/mp4", null, null, true),
        };
    }

    private static int Big32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt32BigEndian(bytes[at..]);

    private static int Little24(ReadOnlySpan<byte> bytes, int at) => bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
}
