using System.Buffers.Binary;

namespace Gezhi.Platform.Files;

/// <summary>Reads of a TIFF what must be known before it is taken: its size, and whether its directory is there. TIFF识别</summary>
internal static class Tiff
{
    private const int WidthTag = 256;
    private const int HeightTag = 257;
    private const int EntryLength = 12;
    private const int ShortType = 3;

    public static FoundFile Look(ReadOnlySpan<byte> bytes)
    {
        var isLittle = bytes[0] == (byte)'I';
        long at = bytes.Length < 8 ? int.MaxValue : Number32(bytes, 4, isLittle);
        if (at < 8 || at + 2 > bytes.Length)
            return Found(null, null);
        var count = Number16(bytes, (int)at, isLittle);
        if (count == 0 || at + 2 + (count * (long)EntryLength) > bytes.Length)
            return Found(null, null);
        int? width = null;
        int? height = null;
        for (var i = 0; i < count; i++)
        {
            var entry = bytes.Slice((int)at + 2 + (i * EntryLength), EntryLength);
            var tag = Number16(entry, 0, isLittle);
            if (tag is WidthTag)
                width = Value(entry, isLittle);
            else if (tag is HeightTag)
                height = Value(entry, isLittle);
        }
        return Found(width, height);
    }

    private static FoundFile Found(int? width, int? height) => new(FileKind.Photo, "image/tiff", width, height, width > 0 && height > 0);

    private static int Value(ReadOnlySpan<byte> entry, bool isLittle) =>
        Number16(entry, 2, isLittle) == ShortType
            ? Number16(entry, 8, isLittle)
            : (int)Math.Min(int.MaxValue, Number32(entry, 8, isLittle));

    private static ushort Number16(ReadOnlySpan<byte> bytes, int at, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static uint Number32(ReadOnlySpan<byte> bytes, int at, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
