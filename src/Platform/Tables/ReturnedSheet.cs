namespace Gezhi.Platform.Tables;

/// <summary>The file that was sent in, with what is wrong beside each row, to be mended and sent again. 退回表格</summary>
public static class ReturnedSheet
{
    /// <summary>A workbook with the same columns; wrong cells on a red ground, the reasons in one more column at the end. 写出退回表</summary>
    /// <param name="heading">Name of the added column, e.g. 错误说明; when the sent file has one of that name already, it is filled anew.</param>
    /// <param name="onlyWrong">Leaves out the rows in which nothing is wrong.</param>
    public static byte[] Write(
        string sheetName,
        string heading,
        IReadOnlyList<SheetRow> rows,
        IReadOnlyCollection<RowFault> faults,
        bool onlyWrong = false
    )
    {
        var columns = rows.Count == 0 ? [] : rows[0].Columns.Where(c => c != heading).ToList();
        var byRow = faults.ToLookup(f => f.RowNo);
        using var output = new MemoryStream();
        using (var writer = new SheetWriter(output, sheetName, [.. columns.Select(c => new SheetColumn(c, 16)), new(heading, 60)]))
            foreach (var row in rows.Where(r => !onlyWrong || byRow.Contains(r.RowNo)))
            {
                var wrong = byRow[row.RowNo].ToList();
                var marked = wrong.Select(f => columns.IndexOf(f.Column ?? "")).Where(i => i >= 0).ToHashSet();
                if (wrong.Count > 0)
                    marked.Add(columns.Count);
                writer.Row([.. columns.Select(c => row[c]), string.Join("；", wrong.Select(f => f.Text).Distinct())], marked);
            }
        return output.ToArray();
    }
}
