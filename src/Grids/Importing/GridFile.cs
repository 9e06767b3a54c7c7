using System.IO.Compression;
using System.Text;
using Gezhi.Grids.Geometry;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;

namespace Gezhi.Grids.Importing;

/// <summary>One feature of a file. 要素</summary>
/// <param name="Number">From 1, as mapping programs count.</param>
/// <param name="Polygons">As in the file, longitude first; any numbers.</param>
/// <param name="Fault">Problem code when the feature could not be read; null when it could.</param>
internal sealed record FileRow(
    int Number,
    IReadOnlyDictionary<string, object?> Properties,
    IReadOnlyList<LonLat[][]> Polygons,
    string? Fault
)
{
    public string Text(string? field) =>
        field is null ? "" : Platform.Text.PlainText.CleanLine(new GeoJsonFeature(null, Properties, []).Text(field));
}

/// <summary>An uploaded file of boundaries, read: GeoJSON, or a Shapefile as a zip or in its pieces. 边界文件</summary>
/// <param name="Fields">Names of the attributes, in order of appearance.</param>
internal sealed record GridFile(string Format, IReadOnlyList<string> Fields, IReadOnlyList<FileRow> Rows)
{
    /// <summary>Most bytes that are uploaded.</summary>
    public const long MostUploaded = 32L << 20;

    /// <summary>Most bytes a zip may hold unpacked: more is a bomb.</summary>
    public const long MostUnpacked = 128L << 20;
    public const int MostFeatures = 20_000;
    public const int MostPoints = 2_000_000;
    private const int MostEntries = 60;

    private static readonly string[] Known = [".geojson", ".json", ".shp", ".dbf", ".prj", ".cpg"];

    /// <summary>Packs what a person chose into one file to keep: a single file stays what it is.</summary>
    public static byte[] Packed(IReadOnlyList<(string Name, byte[] Bytes)> files)
    {
        if (files.Count == 1)
            return files[0].Bytes;
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in files)
                using (var entry = zip.CreateEntry(Path.GetFileName(name)).Open())
                    entry.Write(bytes);
        return packed.ToArray();
    }

    /// <exception cref="RuleViolation">The file as a whole cannot be taken; the code says why.</exception>
    public static async Task<GridFile> Read(byte[] bytes, CancellationToken ct)
    {
        if (bytes.LongLength > MostUploaded)
            throw new RuleViolation("gridfile.too-large", MostUploaded >> 20);
        var pieces = bytes.AsSpan().StartsWith("PK"u8)
            ? Unpacked(bytes)
            : new Dictionary<string, byte[]> { [LooksLikeShape(bytes) ? ".shp" : ".geojson"] = bytes };
        var file =
            pieces.TryGetValue(".shp", out var shapes) ? Shapefile(shapes, pieces, ct)
            : (pieces.GetValueOrDefault(".geojson") ?? pieces.GetValueOrDefault(".json")) is { } json ? await GeoJsonFile(json, ct)
            : throw new RuleViolation("gridfile.unknown");
        if (file.Rows.Count == 0)
            throw new RuleViolation("gridfile.empty");
        if (file.Rows.Sum(r => (long)r.Polygons.Sum(p => p.Sum(ring => ring.Length))) > MostPoints)
            throw new RuleViolation("gridfile.too-many-points", MostPoints);
        return file;
    }

    private static bool LooksLikeShape(byte[] bytes) => bytes is [0, 0, 0x27, 0x0A, ..];

    /// <summary>Extension → bytes of the first entry with it. What the zip says about sizes is not believed: reading stops at the limit.</summary>
    private static Dictionary<string, byte[]> Unpacked(byte[] bytes)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            if (zip.Entries.Count > MostEntries)
                throw new RuleViolation("gridfile.zip-too-many", MostEntries);
            var (pieces, left) = (new Dictionary<string, byte[]>(), MostUnpacked);
            foreach (var entry in zip.Entries)
            {
                var extension = Path.GetExtension(entry.Name).ToLowerInvariant();
                if (!Known.Contains(extension) || entry.Name.StartsWith("._", StringComparison.Ordinal))
                    continue;
                if (pieces.ContainsKey(extension))
                    throw new RuleViolation("gridfile.zip-two", extension);
                pieces[extension] = Limited(entry, left);
                left -= pieces[extension].LongLength;
            }
            return pieces;
        }
        catch (InvalidDataException)
        {
            throw new RuleViolation("gridfile.zip-broken");
        }
    }

    private static byte[] Limited(ZipArchiveEntry entry, long most)
    {
        using var source = entry.Open();
        using var target = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (var read = source.Read(buffer); read > 0; read = source.Read(buffer))
        {
            if (target.Length + read > most)
                throw new RuleViolation("gridfile.zip-bomb", MostUnpacked >> 20);
            target.Write(buffer, 0, read);
        }
        return target.ToArray();
    }

    private static GridFile Shapefile(byte[] shapes, Dictionary<string, byte[]> pieces, CancellationToken ct)
    {
        var table = pieces.TryGetValue(".dbf", out var dbf) ? dbf : throw new RuleViolation("gridfile.no-dbf");
        var projection = Projection.Of(TextOf(pieces.GetValueOrDefault(".prj")));
        var attributes = TableReader.Read(table, TextOf(pieces.GetValueOrDefault(".cpg")));
        var rows = new List<FileRow>();
        foreach (var (polygons, fault) in ShapeReader.Read(shapes, ct))
        {
            if (rows.Count == MostFeatures)
                throw new RuleViolation("gridfile.too-many", MostFeatures);
            var number = rows.Count + 1;
            var properties = number <= attributes.Count ? attributes[number - 1] : null;
            var placed = projection.IsProjected
                ? [.. polygons.Select(p => p.Select(r => r.Select(projection.Degrees).ToArray()).ToArray())]
                : polygons;
            rows.Add(new FileRow(number, properties ?? [], placed, fault ?? (properties is null ? "gridfile.no-attributes" : null)));
        }
        return new GridFile("Shapefile", FieldsOf(rows), rows);
    }

    private static async Task<GridFile> GeoJsonFile(byte[] json, CancellationToken ct)
    {
        var rows = new List<FileRow>();
        try
        {
            using var source = new MemoryStream(json);
            await foreach (var feature in GeoJson.ReadEvenBad(source, ct))
            {
                if (rows.Count == MostFeatures)
                    throw new RuleViolation("gridfile.too-many", MostFeatures);
                rows.Add(new FileRow(rows.Count + 1, feature.Properties, feature.Polygons, feature.Fault?.Code));
            }
        }
        catch (GeoJsonFault fault)
        {
            throw new RuleViolation("gridfile.geojson", fault.FeatureNumber, fault.Code);
        }
        return new GridFile("GeoJSON", FieldsOf(rows), rows);
    }

    private static List<string> FieldsOf(List<FileRow> rows) => [.. rows.SelectMany(r => r.Properties.Keys).Distinct().Take(200)];

    private static string? TextOf(byte[]? bytes) =>
        bytes is null ? null : Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 10_000)));
}
