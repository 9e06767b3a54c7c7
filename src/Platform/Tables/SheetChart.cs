using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;

namespace Gezhi.Platform.Tables;

/// <summary>A line chart over columns of a sheet, beside them; the spreadsheet draws it from the cells. 表格折线图</summary>
/// <param name="across">Column whose texts stand under the axis, from 0.</param>
/// <param name="values">Columns of numbers.</param>
internal sealed class SheetChart(string title, int across, IReadOnlyList<int> values)
{
    private const string DrawingSpace = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";
    private const string Main = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private const string Charts = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The series of the product, as on its pages.</summary>
    private static readonly string[] Colours = ["0D7A6D", "D98B1F", "3D69B3", "A65A8F", "7A8B2B", "6B7773"];

    /// <returns>Id by which the sheet names it.</returns>
    public string AddTo(WorksheetPart sheet, string sheetName, IReadOnlyList<SheetColumn> columns, uint lastRow)
    {
        var drawing = sheet.AddNewPart<DrawingsPart>();
        var chart = drawing.AddNewPart<ChartPart>();
        Feed(chart, Chart(sheetName, columns, lastRow));
        Feed(drawing, Place(columns.Count + 1, drawing.GetIdOfPart(chart)));
        return sheet.GetIdOfPart(drawing);
    }

    private string Place(int column, string chartId) =>
        $"""
            <xdr:wsDr xmlns:xdr="{DrawingSpace}" xmlns:a="{Main}"><xdr:twoCellAnchor>
            <xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>
            <xdr:to><xdr:col>{column + 10}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>22</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>
            <xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="{Safe(title)}" descr="{Safe(
                title
            )}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>
            <xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>
            <a:graphic><a:graphicData uri="{Charts}"><c:chart xmlns:c="{Charts}" xmlns:r="{Relations}" r:id="{chartId}"/></a:graphicData></a:graphic>
            </xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>
            """;

    private string Chart(string sheetName, IReadOnlyList<SheetColumn> columns, uint lastRow)
    {
        var sheet = "'" + sheetName.Replace("'", "''", StringComparison.Ordinal) + "'!";
        string Cells(int column, uint from, uint to) => Safe($"{sheet}${Letters(column)}${from}:${Letters(column)}${to}");
        var series = new StringBuilder();
        foreach (var (column, i) in values.Select((c, i) => (c, i)))
        {
            var (name, colour) = (Safe($"{sheet}${Letters(column)}$1"), Colours[i % Colours.Length]);
            var (texts, numbers) = (Cells(across, 2, lastRow), Cells(column, 2, lastRow));
            series.Append(
                CultureInfo.InvariantCulture,
                $"""
                <c:ser><c:idx val="{i}"/><c:order val="{i}"/><c:tx><c:strRef><c:f>{name}</c:f></c:strRef></c:tx>
                <c:spPr><a:ln w="22225"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>
                <c:cat><c:strRef><c:f>{texts}</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>{numbers}</c:f></c:numRef></c:val><c:smooth val="0"/></c:ser>
                """
            );
        }
        return $"""
            <c:chartSpace xmlns:c="{Charts}" xmlns:a="{Main}"><c:chart>
            <c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr sz="1200" b="1"/><a:t>{Safe(
                title
            )}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>
            <c:plotArea><c:layout/><c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>
            <c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:tickLblPos val="nextTo"/><c:crossAx val="2"/></c:catAx>
            <c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:majorGridlines/><c:tickLblPos val="nextTo"/><c:crossAx val="1"/></c:valAx>
            </c:plotArea><c:legend><c:legendPos val="b"/></c:legend><c:plotVisOnly val="1"/></c:chart></c:chartSpace>
            """;
    }

    private static string Letters(int column) => SheetStyles.Address(column, 1)[..^1];

    private static string Safe(string text) => System.Security.SecurityElement.Escape(text);

    private static void Feed(OpenXmlPart part, string xml)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(xml));
        part.FeedData(content);
    }
}
