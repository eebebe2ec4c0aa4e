import type { ReactElement, ReactNode } from 'react'
import ConfigProvider from 'antd/es/config-provider'
import zhCN from 'antd/es/locale/zh_CN'
import { savedSize, themeFor } from './theme.ts'

/**
 * Ant Design’s frame for pages that use its parts (tables, trees): theme, language, no gap put between two Chinese characters
 * of a button. Pages without such parts leave it out, so the first load carries no component library.
 */
export const Antd = ({ children }: { children: ReactNode }): ReactElement => (
  <ConfigProvider locale={zhCN} theme={themeFor(savedSize())} button={{ autoInsertSpace: false }}>
    {children}
  </ConfigProvider>
)
