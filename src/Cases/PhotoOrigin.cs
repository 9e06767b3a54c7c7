using Gezhi.Platform.Files;
using Gezhi.Platform.Time;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;

namespace Gezhi.Cases;

/// <summary>Time and place that a camera wrote into a photo. 照片时空</summary>
/// <param name="TakenAt">Camera clock read in the zone of the deployment, as UTC; null when absent or impossible.</param>
internal sealed record PhotoOrigin(DateTime? TakenAt, double? Lon, double? Lat)
{
    private static readonly PhotoOrigin Unknown = new(null, null, null);

    /// <summary>What stands in the bytes; what does not, as the device said beside them.</summary>
    public static PhotoOrigin Read(IncomingFile file, FileKind kind, WorkCalendar calendar)
    {
        var own = Read(file.Bytes, kind, calendar);
        if (kind != FileKind.Photo || file.Facts is not { } said)
            return own;
        var taken =
            said.TakenAt is not { } local ? null
            : said.Offset is { } offset ? new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), offset).UtcDateTime
            : (DateTime?)calendar.Utc(local);
        var isPlaced = own.Lon is not null;
        return new PhotoOrigin(own.TakenAt ?? taken, isPlaced ? own.Lon : said.Lon, isPlaced ? own.Lat : said.Lat);
    }

    /// <param name="calendar">Knows the zone.</param>
    public static PhotoOrigin Read(byte[] bytes, FileKind kind, WorkCalendar calendar)
    {
        if (kind != FileKind.Photo)
            return Unknown;
        try
        {
            using var stream = new MemoryStream(bytes, writable: false);
            var all = ImageMetadataReader.ReadMetadata(stream);
            var place = all.OfType<GpsDirectory>().FirstOrDefault()?.GetGeoLocation();
            var exif = all.OfType<ExifSubIfdDirectory>().FirstOrDefault();
            DateTime? taken =
                exif is not null && exif.TryGetDateTime(ExifDirectoryBase.TagDateTimeOriginal, out var local) ? calendar.Utc(local) : null;
            var isReal = place is not null && !place.IsZero && Math.Abs(place.Latitude) <= 90 && Math.Abs(place.Longitude) <= 180;
            return new PhotoOrigin(taken, isReal ? place!.Longitude : null, isReal ? place!.Latitude : null);
        }
        catch (Exception e)
            when (e
                    is ImageProcessingException
                        or IOException
                        or MetadataException
                        or ArgumentException
                        or FormatException
                        or IndexOutOfRangeException
            )
        {
            return Unknown; // broken metadata says nothing; the photo itself was checked before
        }
    }
}
