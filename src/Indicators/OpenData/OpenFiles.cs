using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gezhi.Indicators.Definitions;
using Gezhi.Platform.Text;

namespace Gezhi.Indicators.OpenData;

/// <summary>The files of a month, made from its content alone. 开放数据文件</summary>
public static class OpenFiles
{
    public const string Csv = "cases.csv";
    public const string GeoJson = "cases.geojson";
    public const string Json = "cases.json";
    public const string Dictionary = "dictionary.csv";

    private static readonly string Mark = "\uFEFF"; // so that spreadsheets read UTF-8

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Name, media type and what it is. 文件种类</summary>
    public static readonly IReadOnlyList<(string Name, string MediaType, Words Title)> Kinds =
    [
        (Csv, "text/csv", new("表格", "Table")),
        (GeoJson, "application/geo+json", new("按区域，带位置", "By area, with places")),
        (Json, "application/json", new("全部内容", "All of it")),
        (Dictionary, "text/csv", new("数据字典", "Data dictionary")),
    ];

    /// <summary>The same content gives the same bytes.</summary>
    public static IReadOnlyList<(string Name, string Text)> Of(OpenContent content) =>
        [(Csv, Table(content)), (GeoJson, Map(content)), (Json, content.Write()), (Dictionary, Words(content))];

    /// <summary>SHA-256 of the bytes of a file, hex.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Of a whole version: SHA-256 over "hash  name" of each file, one a line, as sha256sum writes them. 指纹</summary>
    public static string Fingerprint(IEnumerable<(string Name, string Sha256)> files) =>
        Hash(string.Concat(files.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => $"{f.Sha256}  {f.Name}\n")));

    /// <summary>2026-03.</summary>
    public static string MonthText(int month) => string.Create(CultureInfo.InvariantCulture, $"{month / 100:0000}-{month % 100:00}");

    private static string Table(OpenContent content)
    {
        var text = new StringBuilder(Mark);
        text.Append(CsvText.DataRow([.. Columns.Select(c => c.Name), .. content.Figures.Select(f => f.Key)]));
        var month = MonthText(content.Month);
        foreach (var row in content.Rows)
        {
            var (area, category) = (content.Areas[row.Area], content.Categories[row.Category]);
            text.Append(
                CsvText.DataRow([
                    month,
                    area.Level,
                    area.Code,
                    area.NameZh,
                    area.NameEn,
                    category.Level,
                    category.Key,
                    category.NameZh,
                    category.NameEn,
                    .. row.Values.Select(v => v?.ToString(CultureInfo.InvariantCulture)),
                ])
            );
        }
        return text.ToString();
    }

    private static string Map(OpenContent content)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteString("month", MonthText(content.Month));
            json.WriteString("license", content.LicenceUrl);
            json.WriteString("note_zh", OpenRules.Places.Zh);
            json.WriteString("note_en", OpenRules.Places.En);
            json.WriteStartArray("features");
            foreach (var rows in content.Rows.GroupBy(r => r.Area))
                Feature(json, content, content.Areas[rows.Key], [.. rows]);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Feature(Utf8JsonWriter json, OpenContent content, OpenArea area, IReadOnlyList<OpenRow> rows)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", area.Code);
        if (area is { Lon: { } lon, Lat: { } lat })
        {
            json.WriteStartObject("geometry");
            json.WriteString("type", "Point");
            json.WriteStartArray("coordinates");
            json.WriteNumberValue(lon);
            json.WriteNumberValue(lat);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        else
            json.WriteNull("geometry");
        json.WriteStartObject("properties");
        json.WriteString("area_level", area.Level);
        json.WriteString("area_code", area.Code);
        json.WriteString("area_name", area.NameZh);
        json.WriteString("area_name_en", area.NameEn);
        Values(json, content, rows.FirstOrDefault(r => content.Categories[r.Category].Level == "all"));
        json.WriteStartArray("by_category");
        foreach (var row in rows.Where(r => content.Categories[r.Category].Level != "all"))
        {
            var category = content.Categories[row.Category];
            json.WriteStartObject();
            json.WriteString("category_level", category.Level);
            json.WriteString("category", category.Key);
            json.WriteString("category_name", category.NameZh);
            json.WriteString("category_name_en", category.NameEn);
            Values(json, content, row);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Values(Utf8JsonWriter json, OpenContent content, OpenRow? row)
    {
        for (var figure = 0; figure < content.Figures.Count; figure++)
            if (row?.Values[figure] is { } value)
                json.WriteNumber(content.Figures[figure].Key, value);
            else
                json.WriteNull(content.Figures[figure].Key);
    }

    private static readonly (string Name, Words Title, string Type, Words Meaning)[] Columns =
    [
        ("month", new("月份", "Month"), "yyyy-MM", new("统计月份，当地时间", "The month counted, local time")),
        (
            "area_level",
            new("区域层级", "Level of area"),
            "code",
            new("district 区、street 街道、community 社区、grid 网格", "district, street, community, grid")
        ),
        (
            "area_code",
            new("区域编码", "Code of area"),
            "text",
            new(
                "6 至 15 位数字，按文本读；末尾带“-”的是该区域内没有定到下一级的部分",
                "6 to 15 digits, read as text; with “-” at the end: what is in that area and in none of its parts"
            )
        ),
        ("area_name", new("区域名称", "Name of area"), "text", new("当月最后一天的名称", "As on the last day of the month")),
        ("area_name_en", new("区域英文名", "English name of area"), "text", new("没有译名时与中文相同", "Chinese where there is none")),
        ("category_level", new("类别层级", "Level of category"), "code", new("all 全部、major 大类、line 小类", "all, major, line")),
        (
            "category",
            new("类别编码", "Code of category"),
            "text",
            new(
                "标准/类型/代码；末尾带“-”的是该大类里没有细分的部分",
                "standard/kind/code; with “-” at the end: what is in that major and in none of its lines"
            )
        ),
        ("category_name", new("类别名称", "Name of category"), "text", new("标准里的名称", "As in the standard")),
        ("category_name_en", new("类别英文名", "English name of category"), "text", new("本平台的译名", "Translated here")),
    ];

    private static string Words(OpenContent content)
    {
        var text = new StringBuilder(Mark);
        text.Append(
            CsvText.DataRow("field", "name_zh", "name_en", "type", "meaning_zh", "meaning_en", "source_zh", "source_en", "version")
        );
        foreach (var column in Columns)
            text.Append(
                CsvText.DataRow(
                    column.Name,
                    column.Title.Zh,
                    column.Title.En,
                    column.Type,
                    column.Meaning.Zh,
                    column.Meaning.En,
                    "",
                    "",
                    ""
                )
            );
        var blank = OpenRules.Blank(content.Least);
        foreach (var figure in content.Figures)
            text.Append(
                CsvText.DataRow(
                    figure.Key,
                    figure.NameZh,
                    figure.NameEn,
                    "integer",
                    string.Join("；", new[] { figure.FormulaZh, figure.ExclusionsZh, blank.Zh }.Where(p => p.Length > 0)),
                    string.Join("; ", new[] { figure.FormulaEn, figure.ExclusionsEn, blank.En }.Where(p => p.Length > 0)),
                    figure.SourceZh,
                    figure.SourceEn,
                    figure.Version.ToString(CultureInfo.InvariantCulture)
                )
            );
        void Note(string field, Words title, string zh, string en) =>
            text.Append(CsvText.DataRow(field, title.Zh, title.En, "note", zh, en, "", "", ""));
        Note("left_out", new("不公开的", "Left out"), OpenRules.LeftOut.Zh, OpenRules.LeftOut.En);
        Note("places", new("地点", "Places"), OpenRules.Places.Zh, OpenRules.Places.En);
        Note(
            "frozen_at",
            new("封存时间（UTC）", "Frozen at (UTC)"),
            content.FrozenAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            content.FrozenAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)
        );
        if (content.Reason.Length > 0)
            Note("corrected", new("更正原因", "Why corrected"), content.Reason, content.Reason);
        Note("publisher", new("发布者", "Publisher"), content.Publisher, content.Publisher);
        Note("licence", new("许可", "Licence"), $"{content.LicenceId} {content.LicenceUrl}", $"{content.LicenceName} {content.LicenceUrl}");
        return text.ToString();
    }
}
