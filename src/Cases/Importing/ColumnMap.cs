using Gezhi.Platform.Problems;

namespace Gezhi.Cases.Importing;

/// <summary>Which column of a channel's export is what. 列映射</summary>
/// <remarks>Columns are found by their usual names; <c>--map text=detail</c> says it where the names differ.</remarks>
public sealed class ColumnMap
{
    /// <summary>What a row may hold.</summary>
    public static IReadOnlyDictionary<string, string[]> UsualNames { get; } =
        new Dictionary<string, string[]>
        {
            ["no"] = ["id", "no", "编号", "工单编号", "留言编号", "service_request_id", "unique key"],
            ["title"] = ["title", "主题", "标题", "留言主题", "type", "complaint type"],
            ["text"] = ["text", "detail", "内容", "留言详情", "诉求内容", "description", "descriptor"],
            ["time"] = ["time", "created_at", "时间", "留言时间", "受理时间", "来电时间", "反映时间", "requested_datetime", "created date"],
            ["lon"] = ["lon", "long", "lng", "longitude", "经度"],
            ["lat"] = ["lat", "latitude", "纬度"],
            ["place"] = ["place", "address", "address_block", "地址", "地点", "street", "incident address"],
            ["phone"] = ["phone", "电话", "联系电话"],
            ["category"] = ["category", "类别编码", "category_key"],
        };

    private readonly Dictionary<string, string> columns = new(StringComparer.Ordinal);

    /// <param name="headers">First row of the file.</param>
    /// <param name="said">Field → column as the person said; wins over the usual names.</param>
    /// <exception cref="InvalidInput">A said field or column does not exist, or neither title nor text is found.</exception>
    public ColumnMap(IReadOnlyList<string> headers, IReadOnlyDictionary<string, string> said)
    {
        foreach (var (field, column) in said)
        {
            if (!UsualNames.ContainsKey(field) || !headers.Contains(column))
                throw new InvalidInput($"{field}={column}", "import.column");
            columns[field] = column;
        }
        foreach (var (field, names) in UsualNames.Where(u => !columns.ContainsKey(u.Key)))
            if (headers.FirstOrDefault(h => names.Contains(h.Trim(), StringComparer.OrdinalIgnoreCase)) is { } column)
                columns[field] = column;
        if (!columns.ContainsKey("title") && !columns.ContainsKey("text"))
            throw new InvalidInput("text", "import.no-text");
    }

    /// <summary>Field → column, as it will be read.</summary>
    public IReadOnlyDictionary<string, string> Columns => columns;

    /// <summary>Null when the file has no such column.</summary>
    public string? this[string field] => columns.GetValueOrDefault(field);
}
