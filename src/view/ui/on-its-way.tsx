/** What stands there until a view was fetched. */
export const VIEW_ON_ITS_WAY = <main className="empty">This view is on its way.</main>;
