using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gezhi.Indicators.Definitions;

namespace Gezhi.Indicators.OpenData;

/// <summary>The catalogue of released months for programs: DCAT version 3 as JSON-LD. 开放数据目录</summary>
/// <remarks>Addresses are relative to the catalogue's own, so it repeats no host that somebody made up.</remarks>
internal static class OpenCatalogue
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <param name="district">Name of the district; null when it is not known.</param>
    public static string Of(IReadOnlyList<ReadOpenData.Month> months, OpenSettings settings, string? district)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            json.WriteStartObject("@context");
            json.WriteString("adms", "http://www.w3.org/ns/adms#");
            json.WriteString("dcat", "http://www.w3.org/ns/dcat#");
            json.WriteString("dct", "http://purl.org/dc/terms/");
            json.WriteString("foaf", "http://xmlns.com/foaf/0.1/");
            json.WriteString("spdx", "http://spdx.org/rdf/terms#");
            json.WriteString("xsd", "http://www.w3.org/2001/XMLSchema#");
            json.WriteEndObject();
            json.WriteString("@id", "/open-data#catalog");
            json.WriteString("@type", "dcat:Catalog");
            Both(json, "dct:title", new("网格案件开放数据", "Open data on cases of the grids"));
            Both(json, "dct:description", OpenRules.LeftOut);
            Link(json, "foaf:homepage", "/open-data");
            Publisher(json, settings.Publisher is { Length: > 0 } named ? named : district);
            json.WriteStartArray("dcat:dataset");
            foreach (var month in months)
                if (month.Current is { } current)
                    Dataset(json, month, current);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Dataset(Utf8JsonWriter json, ReadOpenData.Month month, ReadOpenData.Line current)
    {
        var (name, release) = (OpenFiles.MonthText(month.Of), current.Release);
        var (from, to) = FigureList.DaysOf(month.Of);
        json.WriteStartObject();
        json.WriteString("@id", $"/open-data#{name}");
        json.WriteString("@type", "dcat:Dataset");
        Both(json, "dct:title", new($"{name} 网格案件，按区域和类别", $"Cases of {name} by area and category"));
        Both(json, "dct:description", OpenRules.Places);
        json.WriteString("dct:identifier", release.Sha256);
        json.WriteString("dcat:version", release.VersionNo.ToString(CultureInfo.InvariantCulture));
        if (release.Reason.Length > 0)
            json.WriteString("adms:versionNotes", release.Reason);
        Typed(json, "dct:issued", Instant(month.Versions[^1].Release.ReleasedAt!.Value), "xsd:dateTime");
        Typed(json, "dct:modified", Instant(release.ReleasedAt!.Value), "xsd:dateTime");
        json.WriteStartArray("dct:language");
        json.WriteStringValue("zh-CN");
        json.WriteStringValue("en");
        json.WriteEndArray();
        json.WriteStartObject("dct:temporal");
        json.WriteString("@type", "dct:PeriodOfTime");
        Typed(json, "dcat:startDate", from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "xsd:date");
        Typed(json, "dcat:endDate", to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "xsd:date");
        json.WriteEndObject();
        Link(json, "dct:license", release.LicenceUrl);
        json.WriteStartArray("dcat:distribution");
        foreach (var (kind, mediaType, title) in OpenFiles.Kinds)
            if (current.Files.FirstOrDefault(f => f.Name == kind) is { } file)
            {
                json.WriteStartObject();
                json.WriteString("@type", "dcat:Distribution");
                Both(json, "dct:title", title);
                Link(json, "dcat:downloadURL", current.Href(kind));
                Link(json, "dcat:mediaType", $"https://www.iana.org/assignments/media-types/{mediaType}");
                Link(json, "dct:license", release.LicenceUrl);
                Typed(json, "dcat:byteSize", file.Bytes.ToString(CultureInfo.InvariantCulture), "xsd:nonNegativeInteger");
                json.WriteStartObject("spdx:checksum");
                json.WriteString("@type", "spdx:Checksum");
                Link(json, "spdx:algorithm", "http://spdx.org/rdf/terms#checksumAlgorithm_sha256");
                Typed(json, "spdx:checksumValue", file.Sha256, "xsd:hexBinary");
                json.WriteEndObject();
                json.WriteEndObject();
            }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Publisher(Utf8JsonWriter json, string? name)
    {
        if (name is null)
            return;
        json.WriteStartObject("dct:publisher");
        json.WriteString("@type", "foaf:Organization");
        json.WriteString("foaf:name", name);
        json.WriteEndObject();
    }

    private static string Instant(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static void Both(Utf8JsonWriter json, string name, Words words)
    {
        json.WriteStartArray(name);
        foreach (var (language, text) in new[] { ("zh", words.Zh), ("en", words.En) })
        {
            json.WriteStartObject();
            json.WriteString("@language", language);
            json.WriteString("@value", text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Link(Utf8JsonWriter json, string name, string address)
    {
        json.WriteStartObject(name);
        json.WriteString("@id", address);
        json.WriteEndObject();
    }

    private static void Typed(Utf8JsonWriter json, string name, string value, string type)
    {
        json.WriteStartObject(name);
        json.WriteString("@type", type);
        json.WriteString("@value", value);
        json.WriteEndObject();
    }
}
