using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Importing;

/// <summary>Imports in words. 导入用语</summary>
internal sealed class ImportWords(IStringLocalizer T)
{
    public string State(ImportBatch batch) =>
        batch.State switch
        {
            ImportState.Waiting => T["正在核对"],
            ImportState.Checked => T["已核对，等您决定"],
            ImportState.Running => T["正在导入"],
            ImportState.Done => T["已导入"],
            ImportState.Undoing => T["正在撤销"],
            ImportState.Undone => T["已撤销"],
            _ => throw new ArgumentOutOfRangeException(nameof(batch), batch.State, null),
        };

    public string Row(ImportRowState state) =>
        state switch
        {
            ImportRowState.Waiting => T["还没看到的"],
            ImportRowState.Good => T["能收下的"],
            ImportRowState.Placeless => T["能收下、要人工定位的"],
            ImportRowState.Taken => T["已收下的"],
            ImportRowState.Repeat => T["以前收过的（同一编号）"],
            ImportRowState.Refused => T["收不下的"],
            ImportRowState.Withdrawn => T["已撤回的"],
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };

    /// <summary>What a column may hold, see <see cref="ColumnMap.UsualNames"/>.</summary>
    public string Field(string field) =>
        field switch
        {
            "no" => T["对方编号"],
            "title" => T["标题"],
            "text" => T["诉求内容"],
            "time" => T["受理时间"],
            "lon" => T["经度"],
            "lat" => T["纬度"],
            "place" => T["地点"],
            "phone" => T["联系电话"],
            "category" => T["类别编码"],
            _ => field,
        };
}
